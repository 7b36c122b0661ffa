/**
 * What files are recognised as, each with the neutral name that it travels under. What is none of these is an octet
 * stream.
 */
const STEMS = {
  "image/jpeg": "photo.jpg",
  "image/png": "picture.png",
  "image/webp": "picture.webp",
  "image/heic": "photo.heic",
  "image/avif": "picture.avif",
  "image/gif": "picture.gif",
  "image/bmp": "picture.bmp",
  "image/tiff": "picture.tif",
  "image/x-adobe-dng": "photo.dng",
  "image/jxl": "picture.jxl",
  "image/jp2": "picture.jp2",
  "image/svg+xml": "drawing.svg",
  "video/mp4": "video.mp4",
  "video/quicktime": "video.mov",
  "video/3gpp": "video.3gp",
  "video/webm": "video.webm",
  "video/x-matroska": "video.mkv",
  "video/x-msvideo": "video.avi",
  "audio/mp4": "sound.m4a",
  "audio/mpeg": "sound.mp3",
  "audio/amr": "sound.amr",
  "audio/ogg": "sound.ogg",
  "audio/wav": "sound.wav",
  "audio/flac": "sound.flac",
  "audio/aac": "sound.aac",
  "application/pdf": "document.pdf",
  "application/rtf": "document.rtf",
  "application/msword": "document.doc",
  "application/vnd.ms-excel": "table.xls",
  "application/vnd.ms-powerpoint": "slides.ppt",
  "application/vnd.ms-outlook": "mail.msg",
  "application/x-ole-storage": "document.ole",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "document.docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "table.xlsx",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "slides.pptx",
  "application/vnd.oasis.opendocument.text": "document.odt",
  "application/vnd.oasis.opendocument.spreadsheet": "table.ods",
  "application/vnd.oasis.opendocument.presentation": "slides.odp",
  "application/epub+zip": "book.epub",
  "message/rfc822": "mail.eml",
  "multipart/related": "page.mht",
  "text/vcard": "contact.vcf",
  "text/calendar": "calendar.ics",
  "application/gpx+xml": "track.gpx",
  "application/vnd.google-earth.kml+xml": "track.kml",
  "text/html": "page.html",
  "application/xml": "data.xml",
  "application/json": "data.json",
  "application/zip": "archive.zip",
  "application/vnd.rar": "archive.rar",
  "application/x-7z-compressed": "archive.7z",
  "application/gzip": "archive.gz",
  "application/vnd.android.package-archive": "program.apk",
  "text/plain": "text.txt",
  "application/octet-stream": "file.bin",
} as const;

export type MediaType = keyof typeof STEMS;

export const MEDIA_TYPES = Object.keys(STEMS) as readonly MediaType[];

export function isMediaType(text: string): text is MediaType {
  return Object.hasOwn(STEMS, text);
}

/** The ending of a file of this type, without the dot. */
export function endingOf(type: MediaType): string {
  return stemOf(type).split(".")[1] ?? "bin";
}

/** A name without a number: "photo.jpg". */
export function stemOf(type: MediaType): string {
  return STEMS[type];
}
