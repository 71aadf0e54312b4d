"""What a number measures: a module for each way to say it, which `by` of the fact names."""
