import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialsHelper,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
	IRequestOptionsSimplified,
} from 'n8n-workflow';

import { BusinessMessagingBlipApi } from '../../credentials/BusinessMessagingBlipApi.credentials';
import { BusinessMessagingBotmakerApi } from '../../credentials/BusinessMessagingBotmakerApi.credentials';
import { BusinessMessagingChatArchitectApi } from '../../credentials/BusinessMessagingChatArchitectApi.credentials';
import { BusinessMessagingInfobipApi } from '../../credentials/BusinessMessagingInfobipApi.credentials';
import { BusinessMessagingStoreApi } from '../../credentials/BusinessMessagingStoreApi.credentials';
import { BusinessMessagingUsedeskApi } from '../../credentials/BusinessMessagingUsedeskApi.credentials';
import { BusinessMessagingWhatsAppCloudApi } from '../../credentials/BusinessMessagingWhatsAppCloudApi.credentials';

const TYPES: ICredentialType[] = [
	new BusinessMessagingBlipApi(),
	new BusinessMessagingBotmakerApi(),
	new BusinessMessagingChatArchitectApi(),
	new BusinessMessagingInfobipApi(),
	new BusinessMessagingStoreApi(),
	new BusinessMessagingUsedeskApi(),
	new BusinessMessagingWhatsAppCloudApi(),
];

/** Data of credentials by type. A test sees here what a renewal has stored. */
export type CredentialData = Record<string, ICredentialDataDecryptedObject>;

/**
 * Stands for n8n's access to its encrypted credentials: each type has the data that the test gives, and the defaults of
 * its fields. A credential
 * authenticates its requests itself, and renews itself when its expirable field is empty or a request was refused.
 */
export class GivenCredentials implements ICredentialsHelper {
	constructor(private readonly stored: CredentialData) {}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async getDecrypted(
		...[, , type]: Parameters<ICredentialsHelper['getDecrypted']>
	): Promise<ICredentialDataDecryptedObject> {
		const defaults = typeOf(type).properties.map((property) => [property.name, property.default]);
		return { ...Object.fromEntries(defaults), ...this.dataOf(type) };
	}

	async authenticate(
		data: ICredentialDataDecryptedObject,
		type: string,
		request: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = typeOf(type);
		if (typeof authenticate !== 'function') return request as IHttpRequestOptions;
		return await authenticate.call(typeOf(type), data, request as IHttpRequestOptions);
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		data: ICredentialDataDecryptedObject,
		type: string,
		_node: unknown,
		hasExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const expirable = typeOf(type).properties.find(({ typeOptions }) => typeOptions?.expirable);
		if (expirable === undefined || (data[expirable.name] !== '' && !hasExpired)) return undefined;
		const renewed = await this.runPreAuthentication(helpers, data, type);
		if (renewed?.[expirable.name] === undefined) return undefined;
		Object.assign(this.dataOf(type), renewed);
		return { ...data, ...renewed };
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		data: ICredentialDataDecryptedObject,
		type: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const renewed = await typeOf(type).preAuthentication?.call(helpers, data);
		return renewed as ICredentialDataDecryptedObject | undefined;
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return typeOf(type).properties;
	}

	getCredentials(): Promise<ICredentials> {
		throw new Error('Nodes get decrypted credentials only');
	}

	async updateCredentials(
		...[, type, data]: Parameters<ICredentialsHelper['updateCredentials']>
	): Promise<void> {
		this.stored[type] = data;
	}

	updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error('No credential of this package uses OAuth');
	}

	private dataOf(type: string): ICredentialDataDecryptedObject {
		const data = this.stored[type];
		if (data === undefined) throw new Error(`The test gives no credential of type ${type}`);
		return data;
	}
}

function typeOf(name: string): ICredentialType {
	const found = TYPES.find((type) => type.name === name);
	if (found === undefined) throw new Error(`${name} is not a credential of this package`);
	return found;
}
