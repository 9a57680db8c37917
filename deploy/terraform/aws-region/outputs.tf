output "database_host" {
  description = "Host of DATABASE_URL and DATABASE_OWNER_URL."
  value       = aws_db_instance.this.address
}

output "database_admin_secret_arn" {
  description = "Secret with the administrator's password: for DATABASE_ADMIN_URL of `meridian database prepare`, nothing else."
  value       = aws_db_instance.this.master_user_secret[0].secret_arn
}

output "redis_url" {
  description = "REDIS_URL of the worker."
  value       = "rediss://:${random_password.redis.result}@${aws_elasticache_replication_group.this.primary_endpoint_address}:6379"
  sensitive   = true
}

output "media_file_system_id" {
  description = "File system of the `media` volume claim."
  value       = aws_efs_file_system.media.id
}
