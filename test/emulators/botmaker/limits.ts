import { Refusal, type World } from './world';

/**
 * The number of calls that an operation allows in a time (docs/facts/botmaker.md#operations-and-limits). Only the tight
 * limits matter to a test.
 */
const LIMITS: ReadonlyArray<
	readonly [method: string, path: RegExp, times: number, seconds: number]
> = [
	['POST', /^\/auth\/credentials$/, 3, 60],
	['GET', /^\/auth\/credentials$/, 1, 1],
	['GET', /^\/channels$/, 1, 1],
	['GET', /^\/webhooks$/, 1, 1],
	['GET', /^\/intents$/, 1, 1],
	['GET', /^\/whatsapp\/templates$/, 1, 1],
];

export type Throttle = (method: string, path: string) => void;

/** Throws a 429, which has no body, for the call that is one too many in a sliding window. */
export function throttle(world: World): Throttle {
	const calls = new Map<string, number[]>();
	return (method, path) => {
		if (world.options.rateLimits === false) return;
		for (const [limited, pattern, times, seconds] of LIMITS) {
			if (limited !== method || !pattern.test(path)) continue;
			const key = `${method} ${path}`;
			const now = world.now().getTime();
			const recent = (calls.get(key) ?? []).filter((at) => at > now - seconds * 1000);
			if (recent.length >= times) throw new Refusal(429);
			calls.set(key, [...recent, now]);
		}
	};
}
