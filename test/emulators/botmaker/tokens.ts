import type { Contract } from './contract';
import { record, type Call, type Reply } from './requests';
import { Refusal, type World } from './world';

/** Authentication and the renewal of tokens (docs/facts/botmaker.md#token-renewal). */

/** Checks the access token, which every operation but the renewal needs. A 401 has no body. */
export function authorise(world: World, call: Call): void {
	if (call.method === 'POST' && call.path === '/auth/credentials') return;
	if (call.headers['access-token'] !== world.tokens.accessToken) throw new Refusal(401);
}

/** Returns the valid credentials in clear, as Botmaker does for every request with the access token. */
export function showCredentials(world: World): Reply {
	const { clientId, secretId, tokens } = world;
	return { status: 200, body: { clientId, secretId, ...tokens } };
}

/** Replaces both tokens; the old ones are invalid from then on. */
export function refreshCredentials(world: World, contract: Contract, call: Call): Reply {
	const fault = contract('RefreshCredentialsRequest', call.body);
	if (fault) throw fault;
	const { clientId, secretId, refreshToken } = record(call.body);
	const isRight =
		clientId === world.clientId &&
		secretId === world.secretId &&
		refreshToken === world.tokens.refreshToken;
	if (!isRight) {
		world.refusedRefreshes += 1;
		throw new Refusal(401);
	}
	world.refreshes += 1;
	rotate(world);
	return showCredentials(world);
}

export function rotate(world: World): void {
	const serial = world.nextId();
	world.tokens = {
		accessToken: `emulated-access-token-${serial}`,
		refreshToken: `emulated-refresh-token-${serial}`,
	};
}
