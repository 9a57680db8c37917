export { fetchPictures } from "./fetch-pictures.ts";
export { removeOrphans } from "./remove-orphans.ts";
