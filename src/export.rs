//! What leaves the program: painted shapes as SVG, and from that PNG and PDF; the report as HTML; figures as CSV. Written beside
//! and renamed, never half.
