"""A made-up Japan: assessments of municipalities, societies, unions and national bodies, as facts or arrays."""
