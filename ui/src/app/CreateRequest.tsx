import { useNavigate } from "react-router";

import { RequestFlow } from "../flows/create-request";
import { useNotify } from "../parts";
import { texts } from "../texts";
import { paths } from "./paths";

const words = texts.requests.create;

/** “Create a CSR”: afterwards the request is shown, ready to be downloaded. */
export function CreateRequest() {
  const navigate = useNavigate();
  const notify = useNotify();
  const go = (path: string) => void navigate(path, { replace: true });
  return (
    <RequestFlow
      onBack={() => go(paths.addSecret)}
      onCancel={() => go(paths.secrets)}
      onDone={({ row }) => {
        go(paths.request(row.id));
        notify({ kind: "success", title: words.done(row.name), text: words.doneText });
      }}
    />
  );
}
