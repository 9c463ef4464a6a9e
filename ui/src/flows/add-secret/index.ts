/** Choosing what to add. */
export { TypeTiles } from "./TypeTiles";
export type { CertificateWay } from "./TypeTiles";
