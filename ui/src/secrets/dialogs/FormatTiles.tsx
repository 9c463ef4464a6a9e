import { Password } from "@carbon/icons-react";
import { InlineLoading, RadioTile, Tag, TileGroup } from "@carbon/react";

import type { FormatRow } from "../../api/generated/FormatRow";
import { texts } from "../../texts";
import "./FormatTiles.scss";

interface FormatTilesProps {
  /** Nothing while they are read. */
  formats: readonly FormatRow[] | undefined;
  /** The id of the chosen one. */
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

const words = texts.secrets.downloadDialog;

/** Chooses the form of a file. What is not possible is shown with the reason. */
export function FormatTiles({ formats, chosen, onChoose }: FormatTilesProps) {
  if (formats === undefined) return <InlineLoading description={words.loading} />;
  return (
    <TileGroup className="ck-formats" name="format" legend={words.format} valueSelected={chosen ?? ""} onChange={(id) => onChoose(id)}>
      {formats.map((format) => (
        <RadioTile key={format.id} className="ck-format" value={format.id} disabled={format.unavailable !== null}>
          <FormatWords format={format} />
        </RadioTile>
      ))}
    </TileGroup>
  );
}

function FormatWords({ format }: { format: FormatRow }) {
  return (
    <span className="ck-format__words">
      <span className="ck-format__title">{format.title}</span>
      <span className="ck-format__help">{format.help}</span>
      {format.unavailable !== null && <span className="ck-format__reason">{format.unavailable}</span>}
      {format.unavailable === null && format.containsKey && (
        <Tag className="ck-format__key" as="span" type="magenta" size="sm" renderIcon={Password}>
          {words.containsKey}
        </Tag>
      )}
    </span>
  );
}
