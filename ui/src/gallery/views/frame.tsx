import { BackendProvider } from "../../api/BackendProvider";
import { createMemoryBackend } from "../../api/memory";
import { App } from "../../app/App";

const backend = createMemoryBackend();

/** The whole app on a vault that has been in use for a while. */
export function FrameView() {
  return (
    <BackendProvider backend={backend}>
      <App />
    </BackendProvider>
  );
}
