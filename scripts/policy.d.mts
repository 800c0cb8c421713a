export const CONTENT_POLICY: string;
export const DEVELOPMENT_POLICY: string;
