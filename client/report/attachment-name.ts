import type { MediaType } from "./sniff.ts";

const STEMS: Record<MediaType, string> = {
  "image/jpeg": "photo.jpg",
  "image/png": "picture.png",
  "image/webp": "picture.webp",
  "image/gif": "picture.gif",
  "image/heic": "photo.heic",
  "video/mp4": "video.mp4",
  "video/webm": "video.webm",
  "audio/mpeg": "sound.mp3",
  "application/pdf": "document.pdf",
  "application/zip": "archive.zip",
  "text/plain": "text.txt",
  "application/octet-stream": "file.bin",
};

/**
 * The name that an attachment travels under: its place (from 1) and what it is, `01-photo.jpg`. The name it had
 * on the source's machine may say who they are, so it is never sent.
 */
export function neutralName(place: number, type: MediaType): string {
  return `${String(place).padStart(2, "0")}-${STEMS[type]}`;
}

/** The folder in the tar that all attachments lie in. */
export const ATTACHMENTS_FOLDER = "attachments/";
