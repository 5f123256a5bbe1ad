import { isDeepStrictEqual } from 'node:util';

import { eventually } from './eventually';

/** Long enough for an answer that must not come. */
const SILENCE_MS = 1_500;

/** The end of a line that only hears, e.g. the phone of a customer. */
export interface Hearing {
	/** Proves that exactly these texts came since the last look, in this order. */
	hears(...texts: string[]): Promise<void>;
	hearsNothing(): Promise<void>;
}

/** @param textsTo returns all texts so far, oldest first */
export function hearing(name: string, textsTo: () => string[]): Hearing {
	let heard = 0;
	const check = (texts: string[]) => {
		const news = textsTo().slice(heard);
		if (isDeepStrictEqual(news, texts)) return;
		throw new Error(`${name} heard ${JSON.stringify(news)}, not ${JSON.stringify(texts)}`);
	};
	return {
		hears: async (...texts) => {
			await eventually(() => check(texts));
			heard += texts.length;
		},
		hearsNothing: async () => {
			await new Promise((resolve) => setTimeout(resolve, SILENCE_MS));
			check([]);
		},
	};
}
