import './quiet-n8n';
import { ExecutionLifecycleHooks } from 'n8n-core';
import type {
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { GivenCredentials, type CredentialData } from './given-credentials';

const BASE_URL = 'http://127.0.0.1:5678';

/** Returns the parts of n8n that its engine takes from the server around it. */
export function additionalData(
	workflow: object,
	credentials: CredentialData,
	mode: WorkflowExecuteMode,
	executionId?: string,
): IWorkflowExecuteAdditionalData {
	const hooks = new ExecutionLifecycleHooks(mode, executionId ?? '', workflow as IWorkflowBase);
	return {
		executionId,
		hooks,
		credentialsHelper: new GivenCredentials(credentials),
		currentNodeExecutionIndex: 0,
		variables: {},
		setExecutionStatus: () => undefined,
		instanceBaseUrl: BASE_URL,
		restApiUrl: `${BASE_URL}/rest`,
		webhookBaseUrl: `${BASE_URL}/webhook`,
		webhookTestBaseUrl: `${BASE_URL}/webhook-test`,
		webhookWaitingBaseUrl: `${BASE_URL}/webhook-waiting`,
		formWaitingBaseUrl: `${BASE_URL}/form-waiting`,
	} as unknown as IWorkflowExecuteAdditionalData;
}
