import type { ProviderAdapter } from '../messaging/provider';
import type { Provider } from '../messaging/provider-names';
import { blip } from './blip';
import { botmaker } from './botmaker';
import { chatArchitect } from './chatArchitect';
import { infobip } from './infobip';
import { simulator } from './simulator';
import { whatsappCloud } from './whatsappCloud';

/** The only registry. A provider that has a name but no entry here does not compile. */
export const providers: Readonly<Record<Provider, ProviderAdapter>> = {
	simulator,
	whatsappCloud,
	chatArchitect,
	botmaker,
	blip,
	infobip,
};
