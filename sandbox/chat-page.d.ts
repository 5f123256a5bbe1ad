/** Makes the Simulator's page one self-contained file beside its sources, where `simulator/page-document.ts` reads it. */
export function buildChatPage(): Promise<void>;
