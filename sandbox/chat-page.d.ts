/**
 * Builds the Simulator's page as one self-contained file beside its sources, where `simulator/page-document.ts` reads
 * it.
 */
export function buildChatPage(): Promise<void>;
