import { Button, InlineLoading } from "@carbon/react";

import { texts } from "../texts";

const words = texts.settings.database;

/** Starts the check and says that it is running. */
export function CheckButton({ checking, onCheck }: { checking: boolean; onCheck: () => void }) {
  return (
    <div>
      <Button kind="tertiary" size="md" disabled={checking} onClick={onCheck}>
        {checking ? <InlineLoading description={words.checking} /> : words.check}
      </Button>
    </div>
  );
}
