"""Bangolin: where can a personal number travel, and who can see it?"""
