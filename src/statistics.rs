//! The arithmetic of METHODS: pure functions on slices, each naming its section. Knows the domain's words and nothing else.
