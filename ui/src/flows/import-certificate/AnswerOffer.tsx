import { ActionableNotification } from "@carbon/react";

import type { HeldSecret } from "../../api/generated/HeldSecret";
import { texts } from "../../texts";

const words = texts.requests.answer;

interface AnswerOfferProps {
  /** The secret that waits for this certificate. */
  secret: HeldSecret;
  onAnswer: () => void;
}

/** Says that a certificate belongs to a key that waits for it here, and leads there. */
export function AnswerOffer({ secret, onAnswer }: AnswerOfferProps) {
  return (
    <ActionableNotification
      inline
      lowContrast
      hideCloseButton
      kind="info"
      role="status"
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- without it a notification takes the focus from what the person types
      hasFocus={false}
      closeOnEscape={false}
      statusIconDescription={texts.parts.status.info}
      title={words.title(secret.name)}
      subtitle={words.text}
      actionButtonLabel={words.action}
      onActionButtonClick={onAnswer}
    />
  );
}
