export { fetchPictures } from "./fetch-pictures.ts";
