"""Who plays, and what happens, in the demo clinic? Everybody here is made up."""
