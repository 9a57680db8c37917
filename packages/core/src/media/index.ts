export { addPicture } from "./add-picture.ts";
export { arrangePictures } from "./arrange-pictures.ts";
export { fetchPictures } from "./fetch-pictures.ts";
export { listPicturesOf } from "./list-pictures.ts";
export { openPicture } from "./open-picture.ts";
export type { MediaReader } from "./picture-url.ts";
export { picturesOf } from "./pictures-of.ts";
export type { FetchPictures, Picture } from "./schemas.ts";
export { removePicture } from "./remove-picture.ts";
