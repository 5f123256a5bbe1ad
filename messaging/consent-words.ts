import type { ConsentState } from './event';
import { foldPhrase } from './text-folding';

/**
 * Words by which customers opt out and in. Only a whole message counts: "SAIR" is an opt-out, "quero sair da fila" is
 * a message. The lists are defaults that the user edits in the trigger.
 */

export const DEFAULT_OPT_OUT_WORDS: readonly string[] = [
	'sair',
	'parar',
	'pare',
	'descadastrar',
	'cancelar inscrição',
	'não quero receber',
	'stop',
	'stop all',
	'unsubscribe',
	'opt out',
	'baja',
	'darme de baja',
	'no quiero recibir',
];

export const DEFAULT_OPT_IN_WORDS: readonly string[] = [
	'quero receber',
	'voltar a receber',
	'aceito receber',
	'start',
	'unstop',
	'subscribe',
	'opt in',
	'alta',
	'quiero recibir',
];

/** On the buttons of marketing templates. They end promotions and nothing else: news of an order still goes out. */
const PROMOTION_OPT_OUTS: ReadonlySet<string> = new Set(
	['parar promoções', 'stop promotions', 'detener promociones'].map(foldPhrase),
);

export function endsPromotions(text: string): boolean {
	return PROMOTION_OPT_OUTS.has(foldPhrase(text));
}

/** A compiled pair of lists: text in, consent out. */
export type ConsentWords = (text: string) => ConsentState | undefined;

/** Compile once, ask often. A word in both lists opts out: silence is the safer mistake. */
export function compileConsentWords(
	optOut: readonly string[] = DEFAULT_OPT_OUT_WORDS,
	optIn: readonly string[] = DEFAULT_OPT_IN_WORDS,
): ConsentWords {
	const states = new Map<string, ConsentState>();
	for (const word of optIn) if (foldPhrase(word)) states.set(foldPhrase(word), 'optedIn');
	for (const word of optOut) if (foldPhrase(word)) states.set(foldPhrase(word), 'optedOut');
	return (text) => states.get(foldPhrase(text));
}
