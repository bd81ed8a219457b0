"""How does a person find a free time and book it?"""
