/** Many certificates at once: the memory knows one certificate at a time, so nothing is ever brought as a batch. */
import { layDown } from "./intake";
import { problem } from "./problem";
import type { Answers, World } from "./world";

type BatchMethods = Answers<
  | "pickFiles"
  | "pickFolder"
  | "cancelReading"
  | "findBatch"
  | "listBatchRows"
  | "listLeftovers"
  | "unlockBatch"
  | "editBatchRow"
  | "editBatch"
  | "importBatch"
  | "cancelBatch"
  | "discardBatch"
  | "batchReport"
>;

export function batchMethods(world: World): BatchMethods {
  return {
    pickFiles: () => ({ kind: "one", intakeId: layDown(world, world.samples.shop.certificate, "shop.pem") }),
    pickFolder: () => ({ kind: "one", intakeId: layDown(world, world.samples.shop.certificate, "certificates/shop.pem") }),
    cancelReading: () => undefined,
    findBatch: gone,
    listBatchRows: gone,
    listLeftovers: gone,
    unlockBatch: gone,
    editBatchRow: gone,
    editBatch: gone,
    importBatch: gone,
    cancelBatch: gone,
    discardBatch: () => undefined,
    batchReport: gone,
  };
}

function gone(): never {
  throw problem("notFound", "These certificates were put away.", "Drop or choose the files again.");
}
