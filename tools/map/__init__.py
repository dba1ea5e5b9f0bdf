"""The world's shapes for the map page, projected once: python -m tools.map ATLAS DISPUTED."""
