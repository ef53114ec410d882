"""The trade's own terms and rules: pure values, no input or output, no clock."""
