//! Files that are not read, each with the sentence that says why.

use super::made::{
    REPEATED, compound, long_text, ods, overlapping, texts, two_cells, xlsx, zipped,
};
use super::{codes, outcome};

#[test]
fn what_cannot_be_read_says_why() {
    let good = xlsx(&two_cells("A1", "B2"), &[]);
    let many: Vec<String> = (0..6000).map(|part| format!("part{part}")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let crowd: Vec<String> = (0..256).map(|part| format!("{part}.csv")).collect();
    let crowd: Vec<(&str, &[u8])> = crowd
        .iter()
        .map(|name| (name.as_str(), &b"a,b\n1,2\n"[..]))
        .collect();
    let long = long_text(60);
    let overlapping = overlapping(good.clone());
    let lie = texts("4000000000", "");
    let hidden_lie = texts("100000000", &format!("<!--{}-->", "x".repeat(8192)));
    let wide = "a,".repeat(100_000);
    let rows: [(&str, Vec<u8>, &str); 33] = [
        ("empty.csv", Vec::new(), "is an empty file (a cloud placeholder?)"),
        ("page.xls", b"<html><body><table><tr><td>1</td></tr></table>".to_vec(), "is a web page"),
        ("paper.pdf", b"%PDF-1.7\n...".to_vec(), "is a PDF document"),
        ("data.levelbook", b"SQLite format 3\0....".to_vec(), "is a database, perhaps a Levelbook book"),
        ("regions.geojson", b"{\"type\":\"FeatureCollection\",\"features\":[]}".to_vec(), "is a map (GeoJSON)"),
        ("letter.rtf", b"{\\rtf1 hello}".to_vec(), "is an RTF document"),
        ("data.csv.gz", b"\x1f\x8b\x08\0\0\0".to_vec(), "is a gzip-compressed file"),
        ("old.slk", b"ID;PWXL;N;E\r\n".to_vec(), "is a SYLK file"),
        ("old.wk1", b"\0\0\x02\0\x06\x04".to_vec(), "is a Lotus 1-2-3"),
        ("old.dif", b"TABLE\r\n0,1\r\n".to_vec(), "is a DIF file"),
        (
            "old.xml",
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>".to_vec(),
            "is an Excel 2003 XML spreadsheet",
        ),
        ("words.zip", zipped(&[("readme.txt", b"a,b\n"), ("map.shp", b"a")]), "is a zip archive without a table in it"),
        ("page.zip", zipped(&[("a.csv", b"<html><body/></html>")]), "is a web page"),
        ("archives.zip", zipped(&[("a.xlsx", &zipped(&[("b.csv", b"a,b\n")]))]), "is an archive in an archive"),
        ("bomb.zip", zipped(&[("a.csv", &vec![b'a'; 60 << 20])]), "a few bytes of it unpack to very many"),
        ("bombs.zip", zipped(&[("a.csv", b"a,b\n1,2\n"), ("b.csv", &vec![b'a'; 60 << 20])]), "a few bytes of it unpack to very many"),
        ("crowd.zip", zipped(&crowd), "it holds 256 tables where 255 are read"),
        ("book.numbers", zipped(&[("Index/Document.iwa", b"..")]), "of Apple's Numbers"),
        ("letter.docx", zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]), "is a Word document"),
        ("noise.csv", b"a,b\n1,\0\x01\x02\n".to_vec(), "is not text"),
        ("secret.xlsx", compound("EncryptedPackage"), "is protected with a password"),
        ("letter.doc", compound("WordDocument"), "is a Word document"),
        ("cut.xls", compound("Workbook")[..600].to_vec(), "is damaged"),
        ("broken.xls", compound("Workbook"), "is damaged"),
        ("cut.xlsx", good[..good.len() / 2].to_vec(), "it breaks off after "),
        ("many.xlsx", zipped(&many), "it has 6,000 parts"),
        ("texts.xlsx", xlsx("", &[("xl/sharedStrings.xml", &lie)]), "claims more texts than it holds"),
        // Slips past the look into the container and asks for 2.4 GB: the memory cap of the reading process is the second wall.
        ("hidden.xlsx", xlsx("", &[("xl/sharedStrings.xml", &hidden_lie)]), "is too big or damaged"),
        ("long.xlsx", xlsx(&long, &[]), "unpack to very many"),
        ("overlap.xlsx", overlapping, "lie over one another"),
        ("bomb.ods", ods(REPEATED), "more than 5,000,000 filled cells"),
        ("wide.csv", wide.into_bytes(), "line 1 has more than 16,384 columns"),
        ("line.csv", vec![b'a'; 2 << 20], "line 1 is longer than a line of a table can be"),
    ];
    for (name, bytes, expected) in rows {
        match outcome(name, &bytes) {
            Ok(book) => panic!("{name} was read: {:?}", codes(&book)),
            Err(headline) => assert!(headline.contains(expected), "{name}: {headline}"),
        }
    }
}
