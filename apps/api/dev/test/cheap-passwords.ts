import { hashCheaply } from "@meridian/core/platform/password-hash";

// Most accounts of the tests are only there to be logged in to. Processes that tests start hash as in production.
hashCheaply();
