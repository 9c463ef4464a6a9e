import { Locked } from "@carbon/icons-react";
import { HeaderGlobalAction } from "@carbon/react";

import { App } from "../../app/App";

export function FrameView() {
  return (
    <App
      headerActions={
        <HeaderGlobalAction aria-label="Lock now">
          <Locked size={20} />
        </HeaderGlobalAction>
      }
    />
  );
}
