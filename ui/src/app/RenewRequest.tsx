import { useNavigate, useParams } from "react-router";

import { RenewRequestFlow } from "../flows/create-request";
import { useNotify } from "../parts";
import { texts } from "../texts";
import { paths } from "./paths";

const words = texts.requests;

/** Makes another signing request for the secret in the address, and shows it. */
export function RenewRequest() {
  const { id = "" } = useParams();
  const navigate = useNavigate();
  const notify = useNotify();
  const show = () => void navigate(paths.request(id), { replace: true });
  return (
    <RenewRequestFlow
      key={id}
      secretId={id}
      onCancel={show}
      onDone={() => {
        show();
        notify({ kind: "success", title: words.renew.done, text: words.create.doneText });
      }}
    />
  );
}
