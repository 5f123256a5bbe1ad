import { createHash } from 'node:crypto';
import { sleep } from 'n8n-workflow';

import { createPacer, type Pacer } from '../../delivery/pacing/pacer';
import { placesFrom } from '../../delivery/pacing/rate';
import type { Store } from '../../store/contracts/store';

const pacers = new WeakMap<Store, Pacer>();

/**
 * The one pacer of this n8n process: the provider counts the messages of all workflows together. On a store that other
 * machines share, places are leased from it.
 */
export function messagePacer(store: Store): Pacer {
	const pacer = pacers.get(store) ?? newPacer(store);
	pacers.set(store, pacer);
	return pacer;
}

function newPacer(store: Store): Pacer {
	return createPacer({
		now: () => Date.now(),
		sleep,
		...(store.isShared
			? {
					lease: async (stream, rate, count, now) => {
						const stretch = (count * 1000) / rate.perSecond;
						const start = await store.pacing.reserve(nameless(stream), stretch, now);
						return placesFrom(start, rate, count, now);
					},
				}
			: {}),
	});
}

/** The stream of a number and a person names the person; the store must not, or an erasure would have to find it. */
function nameless(stream: string): string {
	return createHash('sha256').update(stream).digest('hex');
}
