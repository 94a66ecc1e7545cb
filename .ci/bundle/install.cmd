@echo off
rem Installs Bangolin from this folder. Nothing is taken from the network.  install.cmd [FOLDER]
powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0install.ps1" %*
