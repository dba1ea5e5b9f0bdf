"""Text becomes findings: pure functions over text and a knowledge snapshot; no Django, no database."""
