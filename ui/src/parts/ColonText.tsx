import { Fragment } from "react";

/** Hex with colons and the like: lines end after a colon, not inside a pair. */
export function ColonText({ text }: { text: string }) {
  return text.split(":").map((piece, index, pieces) => (
    <Fragment key={index}>
      {piece}
      {index < pieces.length - 1 && (
        <>
          :<wbr />
        </>
      )}
    </Fragment>
  ));
}
