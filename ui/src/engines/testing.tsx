import { Route, Routes } from "react-router";

import type { MemoryOptions } from "../api/memory";
import { showAt } from "../testing/showAt";
import { EnginesPages } from "./EnginesPages";
import type { TrayProps } from "./tray";

/** The private engine, or what lies below it, with a tray that takes the sample of an authority at the press of a button. */
export function showEngine(address = "", options: MemoryOptions = {}) {
  const shown = showAt(
    `/engines/private${address}`,
    <Routes>
      <Route
        path="/engines/*"
        element={<EnginesPages importPath="/import" secretPath={(id) => `/secrets/${id}`} tray={(props) => <Tray {...props} lay={lay} />} />}
      />
      <Route path="/import" element={<p>The import</p>} />
    </Routes>,
    options,
  );
  async function lay(fields: TrayProps["fields"]) {
    const { authority } = shown.backend.samples;
    const first = await shown.backend.fillIntake({ intakeId: null, field: "certificate", text: authority.certificate });
    return fields.includes("privateKey") ? shown.backend.fillIntake({ intakeId: first.id, field: "privateKey", text: authority.privateKey }) : first;
  }
  return shown;
}

interface TestTrayProps extends TrayProps {
  lay: (fields: TrayProps["fields"]) => Promise<Parameters<TrayProps["onChange"]>[0]>;
}

function Tray({ fields, error, onChange, lay }: TestTrayProps) {
  return (
    <div>
      <button type="button" onClick={() => void lay(fields).then(onChange)}>
        Bring the sample
      </button>
      {error !== null && <p>{error.message}</p>}
    </div>
  );
}
