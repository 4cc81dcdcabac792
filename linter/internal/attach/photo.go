package attach

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/bep/imagemeta"
)

// Bounds of what is read of a picture's hidden part.
const (
	maxTags    = 2000
	maxTagSize = 4096 // bytes
)

// readPhoto reads what a picture tells besides what it shows.
func readPhoto(ext string, data []byte) (Photo, error) {
	format, ok := map[string]imagemeta.ImageFormat{".jpg": imagemeta.JPEG, ".jpeg": imagemeta.JPEG, ".png": imagemeta.PNG,
		".heic": imagemeta.HEIF, ".heif": imagemeta.HEIF, ".webp": imagemeta.WebP, ".tif": imagemeta.TIFF,
		".tiff": imagemeta.TIFF}[ext]
	if !ok {
		return Photo{}, nil
	}
	if !begins(ext, data) {
		return Photo{}, errors.New("not a picture of this sort")
	}
	var photo Photo
	maker, model := "", ""
	set := func(field *string, value any) {
		if text := strings.Trim(fmt.Sprint(value), " \x00\t\r\n"); text != "" && *field == "" {
			*field = text[:min(len(text), 200)]
		}
	}
	_, err := imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(data), ImageFormat: format, Sources: imagemeta.EXIF | imagemeta.XMP | imagemeta.IPTC,
		LimitNumTags: maxTags, LimitTagSize: maxTagSize,
		ShouldHandleTag: func(imagemeta.TagInfo) bool { return true },
		HandleTag: func(tag imagemeta.TagInfo) error {
			switch tag.Tag {
			case "GPSLatitude", "GPSLongitude", "GPSDestLatitude", "GPSPosition":
				photo.GPS = true
			case "Make":
				set(&maker, tag.Value)
			case "Model":
				set(&model, tag.Value)
			case "SerialNumber", "BodySerialNumber", "LensSerialNumber", "CameraSerialNumber", "InternalSerialNumber":
				set(&photo.Serial, tag.Value)
			case "CameraOwnerName", "OwnerName", "Artist", "By-line":
				set(&photo.Owner, tag.Value)
			}
			return nil
		},
	})
	photo.Device = strings.TrimSpace(maker + " " + model)
	if err != nil && photo != (Photo{}) {
		err = nil // what was found before the damage is there
	}
	return photo, err
}

// begins reports whether a picture begins as its name says.
func begins(ext string, data []byte) bool {
	head := string(data[:min(len(data), 12)])
	switch ext {
	case ".jpg", ".jpeg":
		return strings.HasPrefix(head, "\xff\xd8")
	case ".png":
		return strings.HasPrefix(head, "\x89PNG")
	case ".webp":
		return strings.HasPrefix(head, "RIFF")
	case ".heic", ".heif":
		return strings.Contains(head, "ftyp")
	}
	return strings.HasPrefix(head, "II") || strings.HasPrefix(head, "MM")
}
