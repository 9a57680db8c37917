import { addPicture, arrangePictures, listPicturesOf, removePicture } from "@meridian/core/media";
import { mutation, query, router } from "./surface.ts";

export const mediaRouter = router({
  addPicture: mutation(addPicture),
  arrangePictures: mutation(arrangePictures),
  list: query(listPicturesOf),
  removePicture: mutation(removePicture),
});
