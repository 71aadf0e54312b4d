"""What a clause says in its own words: atoms, clauses, groups of numbers, phrases, predicates, and what words can be."""
