import { Password } from "@carbon/icons-react";
import { InlineLoading, RadioTile, TileGroup } from "@carbon/react";

import { texts } from "../../texts";
import "./ChoiceTiles.scss";

/** Something that can be chosen: a form of a file, or a place that files go to. */
export interface Choice {
  id: string;
  title: string;
  containsKey: boolean;
  /** Why it cannot be chosen. */
  unavailable: string | null;
}

interface ChoiceTilesProps {
  /** Says what is chosen. */
  legend: string;
  /** Says that the choices are being read. */
  loading: string;
  /** Nothing while they are read. */
  choices: readonly Choice[] | undefined;
  /** The id of the chosen one. */
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

const words = texts.secrets.downloadDialog;

/** Chooses one of several by a tile. What is not possible is shown with the reason. */
export function ChoiceTiles({ legend, loading, choices, chosen, onChoose }: ChoiceTilesProps) {
  if (choices === undefined) return <InlineLoading description={loading} />;
  return (
    <TileGroup className="ck-choices" name="choice" legend={legend} valueSelected={chosen ?? ""} onChange={(id) => onChoose(id)}>
      {choices.map((choice) => (
        <RadioTile key={choice.id} className="ck-choice" value={choice.id} disabled={choice.unavailable !== null}>
          <ChoiceWords choice={choice} />
        </RadioTile>
      ))}
    </TileGroup>
  );
}

function ChoiceWords({ choice }: { choice: Choice }) {
  return (
    <span className="ck-choice__words">
      <span className="ck-choice__title">{choice.title}</span>
      {choice.unavailable !== null && <span className="ck-choice__reason">{choice.unavailable}</span>}
      {choice.unavailable === null && choice.containsKey && <Password className="ck-choice__key" role="img" aria-label={words.containsKey} />}
    </span>
  );
}
