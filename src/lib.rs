#![doc = include_str!("ARCHITECTURE.md")]

pub mod actions;
pub mod book;
pub mod cli;
pub mod desktop;
pub mod domain;
pub mod export;
pub mod figures;
pub mod import;
pub mod log;
pub mod message;
pub mod questions;
pub mod statistics;
