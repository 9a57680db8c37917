export { addPicture } from "./add-picture.ts";
export { arrangePictures } from "./arrange-pictures.ts";
export type { OpenPicture } from "./adapters/filesystem.ts";
export { fetchPictures, type PictureWarning } from "./fetch-pictures.ts";
export { listPicturesOf } from "./list-pictures.ts";
export { openPicture } from "./open-picture.ts";
export { type MediaReader, pictureUrl } from "./picture-url.ts";
export { picturesOf } from "./pictures-of.ts";
export { removePicture } from "./remove-picture.ts";
