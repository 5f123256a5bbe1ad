import { stopSharedN8n } from './global-setup';

export default async function globalTeardown(): Promise<void> {
	await stopSharedN8n();
}
