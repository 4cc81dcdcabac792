package attach

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"os"
	"strings"
	"testing"
)

// packed makes an office file of parts: name, content, name, content …
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const (
	document = `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Gọi </w:t></w:r><w:r><w:t>0912 </w:t><w:tab/><w:t>345 678</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Họ tên</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Ngày sinh</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>Em A|B</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>01/02/2015</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`
	sheet   = `<worksheet><sheetData><row><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Điện thoại</t></is></c></row><row><c r="A2" t="str"><v>Bé B</v></c><c r="C2"><v>912345678</v></c></row></sheetData></worksheet>`
	shared  = `<sst><si><r><t>Họ </t></r><r><t>tên</t></r></si></sst>`
	slide   = `<p:sld xmlns:a="a" xmlns:p="p"><a:p><a:r><a:t>Khai giảng</a:t></a:r></a:p></p:sld>`
	content = `<office:text xmlns:office="o" xmlns:text="t" xmlns:table="b"><text:h>Kế hoạch</text:h><text:p>Họp <text:span>lúc</text:span><text:s/>8h</text:p><table:table><table:table-row><table:table-cell><text:p>Lớp</text:p></table:table-cell></table:table-row></table:table></office:text>`
)

func TestOffice(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"a.docx": {packed(t, "word/document.xml", document, "word/styles.xml", "<a><t>Normal</t></a>"),
			"\nGọi 0912 345 678\n\n\n| Họ tên | Ngày sinh |\n|---|---|\n| Em A\\|B | 01/02/2015 |\n\n\n"},
		"A.XLSX": {packed(t, "xl/sharedStrings.xml", shared, "xl/worksheets/sheet1.xml", sheet),
			"\n\n| Họ tên |  | Điện thoại |\n|---|---|---|\n| Bé B |  | 0912345678 |\n\n\n"},
		"a.pptx": {packed(t, "ppt/slides/slide1.xml", slide), "\nKhai giảng\n\n"},
		"a.odt":  {packed(t, "content.xml", content), "\nKế hoạch\n\nHọp lúc 8h\n\n\n| Lớp |\n|---|\n\n\n\n"},
		"a.txt":  {[]byte("a_b,0912"), "a\\_b,0912"},
		"a.csv": {[]byte("\ufeffDANH SÁCH LỚP 6A;;\nHọ tên;SĐT;Số tiền\n\"Lê A\nB\";912345678;912345678\n"),
			"\nDANH SÁCH LỚP 6A\n\n| Họ tên | SĐT | Số tiền |\n|---|---|---|\n| Lê A B | 0912345678 | 912345678 |\n"},
		"b.csv": {[]byte("a,b\nc,d,e\n"), "\n| a | b |  |\n|---|---|---|\n| c | d | e |\n"},
	} {
		file, err := new(Reader).Read(t.Context(), name, c.data)
		if err != nil || file.Text != c.want {
			t.Errorf("%s: %v, %v; want %q", name, file, err, c.want)
		}
	}
}

func TestUnscanned(t *testing.T) {
	bomb := packed(t, "word/document.xml", "<a>"+strings.Repeat(" ", maxPacked+10)+"</a>")
	long := packed(t, "word/document.xml", "<p><t>"+strings.Repeat("dài ", maxText/4)+"</t></p>")
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"a.doc", nil, OldFormat}, {"a.xls", nil, OldFormat}, {"a.pdf", []byte("%PDF-1.7"), Damaged}, {"a.zip", nil, Archive},
		{"a.docx", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Locked}, {"a.docx", []byte("PK"), Damaged}, {"a.exe", nil, Unknown},
		{"a.docx", packed(t, "x.xml", "<a/>"), Damaged},
		{"a.docx", packed(t, "word/document.xml", "<a><b></a>"), Damaged},
		{"a.docx", packed(t, "word/document.xml", "<a/>", "WORD/document.xml", "<a/>"), Damaged},
		{"a.docx", bomb, TooLarge}, {"a.docx", long, TooLarge}, {"a.jpg", []byte("no picture"), Damaged},
		{"a.txt", make([]byte, MaxBytes+1), TooLarge},
	} {
		var u *Unscanned
		if _, err := new(Reader).Read(t.Context(), c.name, c.data); !errors.As(err, &u) || u.Reason != c.want {
			t.Errorf("%s of %d bytes: %v, want %s", c.name, len(c.data), err, c.want)
		}
	}
}

// exif makes a block of EXIF with a camera, its owner and serial number, and, if gps, a place.
func exif(gps bool) []byte {
	le := binary.LittleEndian
	type tag struct {
		id, kind uint16
		count    uint32
		value    []byte
	}
	text := func(id uint16, s string) tag { return tag{id, 2, uint32(len(s) + 1), append([]byte(s), 0)} }
	number := func(id uint16, n uint32) tag { return tag{id, 4, 1, le.AppendUint32(nil, n)} }
	folder := func(at uint32, tags ...tag) []byte {
		out := le.AppendUint16(nil, uint16(len(tags)))
		data := at + 2 + uint32(len(tags))*12 + 4
		var rest []byte
		for _, t := range tags {
			out = le.AppendUint16(le.AppendUint16(out, t.id), t.kind)
			out = le.AppendUint32(out, t.count)
			if len(t.value) <= 4 {
				out = append(out, append(t.value, make([]byte, 4-len(t.value))...)...)
				continue
			}
			out = le.AppendUint32(out, data+uint32(len(rest)))
			rest = append(rest, t.value...)
		}
		return append(append(out, 0, 0, 0, 0), rest...)
	}
	const inner, place = 512, 1024
	first := []tag{text(0x010f, "Hoa"), text(0x0110, "Sen 1"), number(0x8769, inner)}
	if gps {
		first = append(first, number(0x8825, place))
	}
	out := append([]byte("II*\x00\x08\x00\x00\x00"), folder(8, first...)...)
	out = append(out, make([]byte, inner-len(out))...)
	out = append(out, folder(inner, text(0xa430, "Co Lan"), text(0xa431, "SN-0001"))...)
	out = append(out, make([]byte, place-len(out))...)
	degrees := []byte{}
	for _, n := range []uint32{20, 1, 51, 1, 0, 1} {
		degrees = le.AppendUint32(degrees, n)
	}
	return append(out, folder(place, text(1, "N"), tag{2, 5, 3, degrees}, text(3, "E"), tag{4, 5, 3, degrees})...)
}

func jpeg(block []byte) []byte {
	out := []byte{0xff, 0xd8}
	if block != nil {
		payload := append([]byte("Exif\x00\x00"), block...)
		out = binary.BigEndian.AppendUint16(append(out, 0xff, 0xe1), uint16(len(payload)+2))
		out = append(out, payload...)
	}
	return append(out, 0xff, 0xd9)
}

func png(block []byte) []byte {
	out := []byte("\x89PNG\r\n\x1a\n")
	chunk := func(name string, data []byte) {
		out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
		body := append([]byte(name), data...)
		out = binary.BigEndian.AppendUint32(append(out, body...), crc32.ChecksumIEEE(body))
	}
	chunk("IHDR", []byte{0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0})
	if block != nil {
		chunk("eXIf", block)
	}
	chunk("IEND", nil)
	return out
}

func TestPhoto(t *testing.T) {
	all := Photo{GPS: true, Device: "Hoa Sen 1", Serial: "SN-0001", Owner: "Co Lan"}
	without := all
	without.GPS = false
	heic, err := os.ReadFile("testdata/anh.heic") // made by heif-enc, its tags written by exiftool
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data []byte
		want Photo
	}{
		"a.jpg": {jpeg(exif(true)), all}, "b.JPEG": {jpeg(exif(false)), without}, "c.png": {png(exif(true)), all},
		"d.png": {png(nil), Photo{}}, "e.jpg": {jpeg(nil), Photo{}},
		"f.heic": {heic, Photo{GPS: true, Device: "Mayanh M1", Serial: "S123", Owner: "Pham Thi Bi"}},
	} {
		file, err := new(Reader).Read(t.Context(), name, c.data)
		if err != nil || file.Photo != c.want {
			t.Errorf("%s: %v, %v", name, file, err)
		}
	}
}

func TestTells(t *testing.T) {
	for want, photo := range map[string]Photo{"place,serial,owner": {GPS: true, Device: "x", Serial: "1", Owner: "b"},
		"": {Device: "x"}, "owner": {Owner: "b"}} {
		if got := strings.Join(photo.Tells(), ","); got != want {
			t.Errorf("%v tells %s", photo, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	for name, data := range map[string][]byte{"a.docx": packed(f, "word/document.xml", document), "a.jpg": jpeg(exif(true)),
		"a.png": png(exif(true)), "a.xlsx": packed(f, "xl/sharedStrings.xml", shared, "xl/worksheets/sheet1.xml", sheet), "a.heic": {}} {
		f.Add(name, data)
	}
	var reader Reader
	f.Cleanup(reader.Close)
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		file, err := reader.Read(context.Background(), name, data)
		var u *Unscanned
		if err != nil && (!errors.As(err, &u) || u.Reason == "") || err == nil && len(file.Text) > 2*MaxBytes {
			t.Errorf("%q: %v", name, err)
		}
	})
}
