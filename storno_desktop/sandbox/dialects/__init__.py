"""The two ways in which a Storno server speaks: as it was observed, and as its documentation promises."""
