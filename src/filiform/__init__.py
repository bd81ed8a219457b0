"""The open clinic system for dry needling."""

__version__ = "0.1.0"
