import { useState } from "react";
import { useNavigate } from "react-router";

import { CreatePrivateFlow } from "../flows/create-private";
import { IssuedResult } from "../secrets";
import { paths } from "./paths";

/** “Create private certificate”; what was issued is shown at once, and its details afterwards. */
export function CreatePrivate() {
  const navigate = useNavigate();
  const go = (path: string) => void navigate(path, { replace: true });
  const [round, setRound] = useState(0);
  return (
    <CreatePrivateFlow
      key={round}
      resultOf={(secret) => <IssuedResult secret={secret} onAnother={() => setRound(round + 1)} />}
      onBack={() => go(paths.addSecret)}
      onCancel={() => go(paths.secrets)}
      onDone={({ row }) => go(paths.secret(row.id))}
      onEngine={() => go(paths.privateEngine)}
    />
  );
}
