# What one region keeps: PostgreSQL, Redis for the queues, a shared folder for pictures, one key for all of them.
# The cluster that runs the processes (deploy/kubernetes) and its network are given.

terraform {
  required_version = ">= 1.9"
  required_providers {
    aws    = { source = "hashicorp/aws", version = "~> 6.0" }
    random = { source = "hashicorp/random", version = "~> 3.7" }
  }
}

locals {
  name = "meridian-${var.region}"
  tags = { platform = "meridian", region = var.region }
}

# Everything at rest is sealed by a key that stays in the region: not a multi-region key.
resource "aws_kms_key" "data" {
  description             = "${local.name}: data at rest"
  enable_key_rotation     = true
  multi_region            = false
  deletion_window_in_days = 30
  tags                    = local.tags
}

resource "aws_security_group" "data" {
  name        = "${local.name}-data"
  description = "Databases and files of ${local.name}: from its cluster alone"
  vpc_id      = var.vpc_id
  tags        = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "data" {
  for_each                     = { postgres = 5432, redis = 6379, nfs = 2049 }
  security_group_id            = aws_security_group.data.id
  referenced_security_group_id = var.cluster_security_group_id
  from_port                    = each.value
  to_port                      = each.value
  ip_protocol                  = "tcp"
  description                  = each.key
}

resource "aws_db_subnet_group" "this" {
  name       = local.name
  subnet_ids = var.private_subnet_ids
  tags       = local.tags
}

resource "aws_db_parameter_group" "this" {
  name   = "${local.name}-pg18"
  family = "postgres18"
  tags   = local.tags

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
  # Thousands of schemas: the lock table has to hold a dump's or a drop's relations.
  parameter {
    name         = "max_locks_per_transaction"
    value        = "1024"
    apply_method = "pending-reboot"
  }
}

resource "aws_db_instance" "this" {
  identifier                      = local.name
  engine                          = "postgres"
  engine_version                  = "18"
  instance_class                  = var.database_class
  allocated_storage               = var.database_storage_gib
  max_allocated_storage           = var.database_storage_gib * 4
  storage_type                    = "gp3"
  storage_encrypted               = true
  kms_key_id                      = aws_kms_key.data.arn
  multi_az                        = true
  username                        = "meridian_admin"
  manage_master_user_password     = true
  master_user_secret_kms_key_id   = aws_kms_key.data.arn
  db_subnet_group_name            = aws_db_subnet_group.this.name
  parameter_group_name            = aws_db_parameter_group.this.name
  vpc_security_group_ids          = [aws_security_group.data.id]
  publicly_accessible             = false
  backup_retention_period         = 14
  copy_tags_to_snapshot           = true
  deletion_protection             = true
  skip_final_snapshot             = false
  final_snapshot_identifier       = "${local.name}-final"
  auto_minor_version_upgrade      = true
  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.data.arn
  tags                            = local.tags
}

resource "random_password" "redis" {
  length  = 40
  special = false
}

resource "aws_elasticache_subnet_group" "this" {
  name       = local.name
  subnet_ids = var.private_subnet_ids
}

resource "aws_elasticache_parameter_group" "this" {
  name   = "${local.name}-queue"
  family = "redis7"
  # A queue must not forget.
  parameter {
    name  = "maxmemory-policy"
    value = "noeviction"
  }
}

resource "aws_elasticache_replication_group" "this" {
  replication_group_id       = local.name
  description                = "Queues of ${local.name}"
  engine                     = "redis"
  engine_version             = "7.1"
  node_type                  = var.redis_class
  num_cache_clusters         = 2
  automatic_failover_enabled = true
  multi_az_enabled           = true
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
  kms_key_id                 = aws_kms_key.data.arn
  auth_token                 = random_password.redis.result
  parameter_group_name       = aws_elasticache_parameter_group.this.name
  subnet_group_name          = aws_elasticache_subnet_group.this.name
  security_group_ids         = [aws_security_group.data.id]
  tags                       = local.tags
}

resource "aws_efs_file_system" "media" {
  creation_token = "${local.name}-media"
  encrypted      = true
  kms_key_id     = aws_kms_key.data.arn
  tags           = local.tags
}

resource "aws_efs_mount_target" "media" {
  for_each        = toset(var.private_subnet_ids)
  file_system_id  = aws_efs_file_system.media.id
  subnet_id       = each.value
  security_groups = [aws_security_group.data.id]
}
