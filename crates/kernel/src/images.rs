//! What a file is, judged by its bytes, and pictures made safe to show.
//!
//! A picture is decoded within limits and encoded anew: what people see is made here, so neither
//! places and names in its metadata nor a file that is two things at once can pass. These functions
//! work for up to seconds: call them on a thread that may block. Colour profiles are dropped with the
//! rest of the metadata; of an animated GIF only the first picture is kept.

use crate::error::{Error, Result};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{
    DynamicImage, GenericImageView as _, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits, Pixel as _,
};
use std::borrow::Cow;
use std::collections::HashSet;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

/// A picture may have so many points.
pub const MOST_PIXELS: u64 = 40_000_000;
/// A picture may have so many bytes before it is decoded.
pub const MOST_IMAGE_BYTES: usize = 40 * 1024 * 1024;
const MOST_SIDE: u32 = 30_000;
const MOST_MEMORY: u64 = 400 * 1024 * 1024;
const JPEG_QUALITY: u8 = 82;
/// Drawings and screenshots have few colours and suffer from JPEG; photographs have many.
const MOST_COLOURS_OF_A_DRAWING: usize = 128;
/// How programs begin: Windows, Linux, macOS (four forms, the last also Java), Android.
const PROGRAMS: [&[u8]; 7] =
    [b"MZ", b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"dex\n"];
/// Longer side of the smaller versions.
const SIZES: [(&str, u32); 3] = [("l", 1280), ("m", 640), ("s", 160)];

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    pub mime: &'static str,
    /// Without a dot.
    pub extension: &'static str,
    pub family: Family,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Can be passed to [`normalise`]: PNG, JPEG, GIF, WebP.
    Picture,
    Video,
    Audio,
    Document,
    Archive,
    /// UTF-8; to be served as `text/plain`, whatever it is.
    Text,
    /// Anything else; to be served for download only.
    Other,
}

/// A picture made here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// `original`, `l`, `m` or `s`; `square` for [`square`].
    pub name: &'static str,
    pub width: u32,
    pub height: u32,
    pub mime: &'static str,
    pub bytes: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normalised {
    /// In full size, encoded anew.
    pub original: Image,
    /// Largest first: those of 1280 (`l`), 640 (`m`) and 160 (`s`) that are smaller than the original.
    pub sizes: Vec<Image>,
}

/// Tells what the bytes are. Field error `file-type-not-allowed` for programs, `file-empty` for nothing.
pub fn inspect(bytes: &[u8]) -> Result<Kind> {
    if bytes.is_empty() {
        return Err(Error::field("file", "file-empty"));
    }
    // Before the marks of file types: a text that begins like a program is still a text.
    if is_text(bytes) && !bytes.starts_with(b"%PDF-") {
        return Ok(Kind { mime: "text/plain", extension: "txt", family: Family::Text });
    }
    if PROGRAMS.iter().any(|mark| bytes.starts_with(mark)) {
        return Err(Error::field("file", "file-type-not-allowed"));
    }
    let Some(found) = infer::get(bytes) else {
        return Ok(Kind { mime: "application/octet-stream", extension: "bin", family: Family::Other });
    };
    let family = match (found.matcher_type(), found.mime_type()) {
        (infer::MatcherType::Image, "image/png" | "image/jpeg" | "image/gif" | "image/webp") => Family::Picture,
        (infer::MatcherType::Video, _) => Family::Video,
        (infer::MatcherType::Audio, _) => Family::Audio,
        (infer::MatcherType::Doc | infer::MatcherType::Book, _) | (_, "application/pdf") => Family::Document,
        (infer::MatcherType::Archive, _) => Family::Archive,
        _ => Family::Other,
    };
    Ok(Kind { mime: found.mime_type(), extension: found.extension(), family })
}

/// Also the beginning of a text, cut within a character.
fn is_text(bytes: &[u8]) -> bool {
    let end = match std::str::from_utf8(bytes) {
        Ok(_) => bytes.len(),
        Err(cut) if cut.error_len().is_none() => cut.valid_up_to(),
        Err(_) => 0,
    };
    end > 0 && !bytes.contains(&0)
}

/// One picture at a time is decoded in this process: each may take hundreds of megabytes, and they come as people please.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// The picture and its smaller versions. Field errors (`file`): `file-too-large` (bytes),
/// `image-too-large` (points), `image-broken`, `file-type-not-allowed`.
pub fn normalise(bytes: &[u8]) -> Result<Normalised> {
    normalise_within(bytes, MOST_PIXELS)
}

/// The same for a picture of at most so many points: what nobody chose to send may take less.
pub fn normalise_within(bytes: &[u8], most_pixels: u64) -> Result<Normalised> {
    guarded(|| {
        let picture = decode(bytes, most_pixels)?;
        let mut sizes: Vec<Image> = Vec::new();
        let mut smaller: Option<DynamicImage> = None;
        for (name, side) in SIZES {
            if picture.width().max(picture.height()) > side {
                let made = smaller.as_ref().unwrap_or(&picture).resize(side, side, FilterType::CatmullRom);
                sizes.push(encode(&made, name)?);
                smaller = Some(made);
            }
        }
        Ok(Normalised { original: encode(&picture, "original")?, sizes })
    })
}

/// The middle of the picture as a square of `side` points, for portraits. Errors as [`normalise`].
pub fn square(bytes: &[u8], side: u32) -> Result<Image> {
    guarded(|| {
        let side = side.clamp(1, 2_048);
        encode(&decode(bytes, MOST_PIXELS)?.resize_to_fill(side, side, FilterType::CatmullRom), "square")
    })
}

/// A decoder that panics on a hostile file has found a broken file.
fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    // Nothing is kept behind the lock, so whoever died holding it left nothing half done.
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Error::field("file", "image-broken")))
}

/// The picture, turned as its camera was held.
fn decode(bytes: &[u8], most_pixels: u64) -> Result<DynamicImage> {
    if bytes.len() > MOST_IMAGE_BYTES {
        return Err(Error::field("file", "file-too-large"));
    }
    let format = match inspect(bytes)?.mime {
        "image/png" => ImageFormat::Png,
        "image/jpeg" => ImageFormat::Jpeg,
        "image/gif" => ImageFormat::Gif,
        "image/webp" => ImageFormat::WebP,
        _ => return Err(Error::field("file", "file-type-not-allowed")),
    };
    if format == ImageFormat::Jpeg && !ends(bytes) {
        return Err(Error::field("file", "image-broken"));
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refused)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > most_pixels || decoder.total_bytes() > MOST_MEMORY {
        return Err(Error::field("file", "image-too-large"));
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    // Eight bits of each colour are shown; what has more is brought there before anything is made of it.
    let picture = DynamicImage::from_decoder(decoder).map_err(refused)?;
    let mut picture = match picture.color().has_alpha() {
        true => DynamicImage::from(picture.into_rgba8()),
        false => DynamicImage::from(picture.into_rgb8()),
    };
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// Whether a JPEG has its end mark outside of its metadata: the decoder fills what is missing with
/// grey. Marks cannot occur in image data (ITU T.81 §B.1.1.5), so the last one is looked for.
fn ends(bytes: &[u8]) -> bool {
    let start_of_scan = bytes.windows(2).rposition(|pair| pair == [0xff, 0xda]);
    let end = bytes.windows(2).rposition(|pair| pair == [0xff, 0xd9]);
    matches!((start_of_scan, end), (Some(start), Some(end)) if start < end)
}

fn refused(cause: ImageError) -> Error {
    match cause {
        ImageError::Limits(_) => Error::field("file", "image-too-large"),
        _ => Error::field("file", "image-broken"),
    }
}

fn encode(picture: &DynamicImage, name: &'static str) -> Result<Image> {
    let mut bytes = Vec::new();
    let transparent =
        picture.color().has_alpha() && picture.pixels().any(|(_, _, point)| point.channels().last() != Some(&255));
    let mime = if transparent || few_colours(picture) {
        let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, PngFilter::Adaptive);
        plain(picture, transparent).write_with_encoder(encoder).map_err(Error::internal)?;
        "image/png"
    } else {
        let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
        plain(picture, false).write_with_encoder(encoder).map_err(Error::internal)?;
        "image/jpeg"
    };
    Ok(Image { name, width: picture.width(), height: picture.height(), mime, bytes })
}

/// The picture with or without transparency; copied only when it is not so already.
fn plain(picture: &DynamicImage, transparent: bool) -> Cow<'_, DynamicImage> {
    match (picture, transparent) {
        (DynamicImage::ImageRgba8(_), true) | (DynamicImage::ImageRgb8(_), false) => Cow::Borrowed(picture),
        (_, true) => Cow::Owned(DynamicImage::from(picture.to_rgba8())),
        (_, false) => Cow::Owned(DynamicImage::from(picture.to_rgb8())),
    }
}

fn few_colours(picture: &DynamicImage) -> bool {
    let mut colours = HashSet::with_capacity(MOST_COLOURS_OF_A_DRAWING + 1);
    picture.pixels().all(|(_, _, point)| {
        colours.insert(point.0);
        colours.len() <= MOST_COLOURS_OF_A_DRAWING
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage, Rgba, RgbaImage};

    fn photo(width: u32, height: u32) -> DynamicImage {
        let random = crate::clock::Random::story(1).bytes::<64>();
        RgbImage::from_fn(width, height, |x, y| {
            let grain = random[usize::try_from((x * 7 + y * 13) % 64).unwrap()] / 8;
            Rgb([u8::try_from(x * 255 / width).unwrap(), u8::try_from(y * 255 / height).unwrap(), grain])
        })
        .into()
    }

    fn jpeg(picture: &DynamicImage) -> Vec<u8> {
        let mut bytes = Vec::new();
        picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 90)).unwrap();
        bytes
    }

    fn png(picture: &DynamicImage) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    /// The JPEG with an EXIF part: an orientation and a place.
    fn with_exif(jpeg: &[u8], orientation: u16) -> Vec<u8> {
        let mut tiff = b"II*\0\x08\0\0\0\x03\0".to_vec();
        let entry = |tag: u16, kind: u16, count: u32, value: u32| {
            [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
        };
        tiff.extend(entry(0x010e, 2, 11, 50)); // description, further down
        tiff.extend(entry(0x0112, 3, 1, orientation.into()));
        tiff.extend(entry(0x8825, 4, 1, 62)); // where the place is
        tiff.extend([0; 4]);
        tiff.extend(b"secretplace\0");
        tiff.extend(b"\x01\0");
        tiff.extend(entry(1, 2, 2, u32::from(b'N')));
        tiff.extend([0; 4]);
        let length = u16::try_from(tiff.len() + 8).unwrap().to_be_bytes();
        [&jpeg[..2], b"\xff\xe1", &length, b"Exif\0\0", &tiff, &jpeg[2..]].concat()
    }

    fn code(result: Result<impl std::fmt::Debug>) -> String {
        match result.unwrap_err() {
            Error::Invalid(fields) => fields[0].code.clone(),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn a_photograph_gets_its_sizes() {
        let made = normalise(&jpeg(&photo(1500, 1000))).unwrap();
        assert_eq!((made.original.width, made.original.height, made.original.mime), (1500, 1000, "image/jpeg"));
        let sizes: Vec<_> = made.sizes.iter().map(|i| (i.name, i.width, i.height)).collect();
        assert_eq!(sizes, [("l", 1280, 853), ("m", 640, 427), ("s", 160, 107)]);
        for image in &made.sizes {
            assert_eq!(inspect(&image.bytes).unwrap().mime, image.mime);
        }
        let small = normalise(&jpeg(&photo(200, 100))).unwrap();
        assert_eq!(small.sizes.iter().map(|i| i.name).collect::<Vec<_>>(), ["s"]);
    }

    #[test]
    fn the_place_and_words_in_a_photograph_are_gone_and_it_stands_upright() {
        let bytes = with_exif(&jpeg(&photo(200, 100)), 6);
        assert!(bytes.windows(11).any(|part| part == b"secretplace"));
        let made = normalise(&bytes).unwrap();
        assert_eq!((made.original.width, made.original.height), (100, 200));
        for image in made.sizes.iter().chain([&made.original]) {
            assert!(!image.bytes.windows(4).any(|part| part == b"Exif" || part == b"eXIf"));
            assert!(!image.bytes.windows(11).any(|part| part == b"secretplace"));
        }
    }

    #[test]
    fn drawings_and_transparent_pictures_stay_sharp() {
        let drawing: DynamicImage =
            RgbImage::from_fn(300, 200, |x, _| if x % 2 == 0 { Rgb([255, 0, 0]) } else { Rgb([0, 0, 0]) }).into();
        assert_eq!(normalise(&png(&drawing)).unwrap().original.mime, "image/png");
        let clear: DynamicImage =
            RgbaImage::from_fn(300, 200, |x, y| Rgba([u8::try_from(x / 2).unwrap(), u8::try_from(y).unwrap(), 9, 100]))
                .into();
        let made = normalise(&png(&clear)).unwrap();
        assert_eq!(made.original.mime, "image/png");
        assert_eq!(image::load_from_memory(&made.original.bytes).unwrap().get_pixel(0, 0)[3], 100);
    }

    #[test]
    fn of_a_moving_picture_the_first_is_kept() {
        let mut bytes = Vec::new();
        {
            let mut gif = image::codecs::gif::GifEncoder::new(&mut bytes);
            for colour in [10, 200] {
                gif.encode_frame(image::Frame::new(RgbaImage::from_pixel(40, 30, Rgba([colour, 0, 0, 255])))).unwrap();
            }
        }
        let made = normalise(&bytes).unwrap();
        let first = image::load_from_memory(&made.original.bytes).unwrap();
        assert_eq!((first.width(), first.height()), (40, 30));
        assert!(first.get_pixel(5, 5)[0] < 60);
    }

    #[test]
    fn a_portrait_is_square() {
        let made = square(&jpeg(&photo(300, 120)), 96).unwrap();
        assert_eq!((made.width, made.height), (96, 96));
    }

    #[test]
    fn a_picture_that_claims_to_be_huge_is_refused_before_it_is_unpacked() {
        let mut bomb = png(&photo(10, 10));
        bomb[16..20].copy_from_slice(&100_000_u32.to_be_bytes());
        bomb[20..24].copy_from_slice(&100_000_u32.to_be_bytes());
        let sum = checksum(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(code(normalise(&bomb)), "image-too-large");
        // Within the limit of a side, beyond the limit of points.
        bomb[16..20].copy_from_slice(&20_000_u32.to_be_bytes());
        bomb[20..24].copy_from_slice(&20_000_u32.to_be_bytes());
        let sum = checksum(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(code(square(&bomb, 64)), "image-too-large");
    }

    /// CRC-32 as PNG has it (ISO 3309).
    fn checksum(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 })
        })
    }

    #[test]
    fn broken_pictures_are_told_as_broken() {
        let whole = jpeg(&photo(300, 200));
        assert_eq!(code(normalise(&whole[..whole.len() / 2])), "image-broken");
        let bytes = with_exif(&whole, 1);
        assert_eq!(code(normalise(&bytes[..bytes.len() / 2])), "image-broken");
        let whole = png(&photo(300, 200));
        assert_eq!(code(normalise(&whole[..whole.len() / 2])), "image-broken");
        assert_eq!(code(normalise(&whole[..20])), "image-broken");
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let random = crate::clock::Random::story(9);
        let bases = [jpeg(&photo(60, 40)), png(&photo(60, 40))];
        for n in 0..200_usize {
            let mut bytes = bases[n % 2].clone();
            for _ in 0..6 {
                let at = usize::try_from(random.below(u64::try_from(bytes.len()).unwrap())).unwrap();
                bytes[at] = random.bytes::<1>()[0];
            }
            let _ = decode(&bytes, MOST_PIXELS);
        }
    }

    #[test]
    fn a_file_is_what_its_bytes_say() {
        for (bytes, mime, family) in [
            (&b"%PDF-1.7\n%\xe2\xe3"[..], "application/pdf", Family::Document),
            (b"<html><script>alert(1)</script>", "text/plain", Family::Text),
            (b"#!/bin/sh\nrm x", "text/plain", Family::Text),
            (b"PK\x03\x04\x14\0\0\0\xff\xfe", "application/zip", Family::Archive),
            (b"\x01\x02\xff\xfe", "application/octet-stream", Family::Other),
        ] {
            let kind = inspect(bytes).unwrap();
            assert_eq!((kind.mime, kind.family), (mime, family));
        }
        assert_eq!(code(inspect(b"MZ\x90\0\x03\0\0\0\xff\xff")), "file-type-not-allowed");
        assert_eq!(code(inspect(b"\x7fELF\x02\x01\x01\0\xff")), "file-type-not-allowed");
        assert_eq!(code(inspect(b"")), "file-empty");
        assert_eq!(code(normalise(b"<svg onload=alert(1)>")), "file-type-not-allowed");
        assert_eq!(code(normalise(&vec![0; MOST_IMAGE_BYTES + 1])), "file-too-large");
    }
}
