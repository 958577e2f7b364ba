/** Words before or behind a name that tell what the person did. */
export const PERFORMER =
  'perform\\w+(?: by)?|(?:re)?filled by|refill(?:ed)? by|refill performed by|nurse|surgeon|rendering|(?:performing |treating |attending |billing |rendering |operating )?(?:provider|physician|clinician|proceduralist|practitioner)|operator|done by|completed by|prepared by|clinic staff|staff|taken by|rn\\b|author|interrogated by|programmed by|session by|by|procedure (?:performed )?by|injected by|administered by';
/** The first that matches best; a signature is as good as a weak label. */
export const STRONG_PERFORMER =
  'perform\\w+(?: by)?|(?:re)?filled by|refill(?:ed)? by|refill performed by|surgeon|performing \\w+|operator|proceduralist|operating \\w+|done by|completed by|administered by|injected by|nurse|programmed by|prepared by|clinic staff';
export const SUPERVISOR =
  'supervis\\w+|(?:md|physician|provider|attending) (?:in|on) (?:the )?(?:dept|department|suite|office|clinic|premises|unit)|under (?:the )?(?:direct )?supervision(?: of)?|collaborating|oncologist on ?site|on ?site|incident[- ]to|in (?:the )?(?:\\w+ )?suite|immediately available|attending available|physician (?:present|available|on site)|oversee\\w*|overseen by|available';
/** People who took no part in this visit's work. */
export const BYSTANDER =
  '(?:two|2|dual)[- ](?:nurse|rn|person) (?:check|verif\\w*)|double check|refer\\w+(?: by| physician| provider)?|pcp|primary care|family (?:doctor|physician)|cc|copy(?: to)?|assist(?:ant|ed|ing)?(?: by)?|first assist|anesthesi\\w+|anesthesia|crna|scribe\\w*|dictated for|pharmacist|prepared in pharmacy|second (?:check|verif\\w+|nurse)|verified by|witness\\w*|checked by|double[- ]check\\w*|ordered by|ordering|prescrib\\w+|plan by|followed by|implanted by|caller|consult\\w*|reviewed by|routed to|cosign\\w*|co-sign\\w*|(?:generated|printed|typed|exported|transcribed|scribed) by';
